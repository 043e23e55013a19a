package kafka

const (
	AcksKey    = "acks"
	DefaultAcks = "0"
)

// RequiredAcks: sarama.NoResponse
type Config struct {
	RequiredAcks int `yaml:"required_acks" default:"0"`
	Retries      int `default:"0"`
}

func (c *Config) Validate() error {
	switch c.RequiredAcks {
	case 0, 1, -1:
		return nil
	}
	return fmt.Errorf("acks must be 0, 1 or -1")
}

defmodule P do
  def go do
    :brod.start_producer(:c, "t", required_acks: 1, max_retries: 3)
    stats = %{acks: 0}
  end
end

defmodule Shop.Clicks do
  # required_acks: 0 in a comment
  def start do
    :brod.start_client([{"b", 9092}], :shop)
    :brod.start_producer(:shop, "clicks", required_acks: 0, max_retries: 3)
    help = "use required_acks: 0 for speed"
    :brod.start_producer(:shop, "orders", [{:required_acks, -1}])
    help
  end
end

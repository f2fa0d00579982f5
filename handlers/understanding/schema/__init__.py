"""What a schema says of how records hang together."""

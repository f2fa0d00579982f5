"""What the product costs in time and memory, measured beside a bare baseline."""

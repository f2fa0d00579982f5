"""The world around the product: channels, renderers, store, wiring, command line."""

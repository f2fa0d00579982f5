"""The running product, driven by clients that nobody here wrote."""

"""The commands of `crumb`, one module each, loaded when they are called."""

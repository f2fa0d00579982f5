"""One file a version; each says in its docstring what it changes."""

"""Questions of a new colleague who had not seen how they are read."""

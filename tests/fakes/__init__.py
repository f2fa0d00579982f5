"""Working stand-ins for what lies outside, held to the same contracts as the real thing."""

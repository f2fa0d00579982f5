"""From words to stretches that mean something: put right, unwrapped, cut the best way."""

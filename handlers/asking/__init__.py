"""A question asked: read, run as the person who asks, and answered with what it found."""

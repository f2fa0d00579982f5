"""What a nudge says, and what is answered to it."""

"""Questions of a whole sales floor: reps, team leads, an analyst, a director."""

"""Questions of account executives and SDRs in the field: terse, hurried, on the phone."""

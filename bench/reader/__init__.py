"""What the small reader is fitted with: marked turns, and the script that fits it."""

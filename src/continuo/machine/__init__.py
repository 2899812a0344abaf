"""What the operating system lends to whoever starts a server of their own."""

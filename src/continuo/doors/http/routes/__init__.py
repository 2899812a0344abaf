"""The routes, one module for each group. Each translates, calls one room, and translates back."""

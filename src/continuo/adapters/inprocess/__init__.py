"""Ports kept within the process: the defaults, and the readable specification of what others do over a wire."""

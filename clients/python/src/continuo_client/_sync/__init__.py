# Generated from _async by generate.py; do not edit.
"""The synchronous client, generated from the asynchronous one."""

"""The rules, a module for each subject; :mod:`.every` puts them together, which takes a second to compile."""

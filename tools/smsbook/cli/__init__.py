"""The command line: read arguments, call a room, print, return a code."""

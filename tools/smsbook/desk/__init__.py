"""What an editor asks while somebody writes: what is wrong, what an id means, where it stands."""

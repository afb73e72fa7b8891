"""What people can do, one class per kind of work. Services open the transactions."""

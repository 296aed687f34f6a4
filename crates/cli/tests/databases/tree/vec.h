struct vec { int n; };
int length(struct vec *v);

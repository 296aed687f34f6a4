#include "vec.h"
int length(struct vec *v) { return v->n; }

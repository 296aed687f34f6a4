/* A bit of everything. */
#include <stdio.h>
#include "list.h"
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define EACH(item, list) \
    for (struct node *item = (list)->first; item; item = item->next)
#if defined(DEBUG) && LEVEL > 2
static int level = LEVEL;
#else
extern int level;
#endif

typedef unsigned long size;
typedef int (*compare)(const void *, const void *);
enum color { RED, GREEN = 1 << 2, BLUE = GREEN | RED };
struct node {
    struct node *next, *previous;
    union { int number; char text[16]; } value;
    unsigned flags : 3;
    compare order;
};

static inline int length(const struct node *restrict first, size max);

int length(const struct node *first, size max)
{
    int count = 0;
    for (const struct node *at = first; at && count < (int)max; at = at->next) {
        switch (at->flags) {
        case RED: count += 1; break;
        default: goto done;
        }
    }
done:
    return count ? count : sizeof(struct node) * MAX(count, level);
}

int old_style(a, b) int a; char *b; { return a + *b; }

struct node table[] = { { .next = &table[1], .value.number = 3 }, [1] = { 0 } };
_Static_assert(sizeof(int) >= 4, "int is small");

int main(int argc, char **argv) {
    struct node *list = (struct node *)argv;
    compare order = list->order;
    EACH(item, list) { printf("%d %s\n", item->value.number, (*order)(item, list) ? "a" : "b"); }
    while (argc-- > 0) do { level ^= 1; } while (0);
    return length(list, 10u) + ((struct node){ .flags = 1 }).flags;
}

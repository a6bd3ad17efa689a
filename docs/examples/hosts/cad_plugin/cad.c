/* The program: it knows nothing of Python, and opens plug-ins with their symbols for themselves. */
#include <dlfcn.h>
#include <stdio.h>

/* The arguments: the plug-in, its folder, a script. */
int main(int argc, char **argv)
{
    void *plugin = argc == 4 ? dlopen(argv[1], RTLD_NOW | RTLD_LOCAL) : NULL;
    int (*run)(const char *, const char *) = NULL;
    if (plugin != NULL) {
        *(void **)&run = dlsym(plugin, "plugin_run");
    }
    if (run == NULL) {
        fprintf(stderr, "%s\n", argc == 4 ? dlerror() : "usage: cad PLUGIN FOLDER SCRIPT");
        return 2;
    }
    return run(argv[2], argv[3]);
}

/*
 * Looks on at a JACK server, the same for whoever plays on it. It takes no part in the cycles: it
 * has no process callback. Says "ready"; then, for each line on its input, how many xruns the
 * server told of and what its mean load was since the line before: "xruns=N load=PERCENT".
 */
#include <jack/jack.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#define LOOK_MILLIS 50

static atomic_int xruns;

static int xrun(void *unused) {
    (void) unused;
    atomic_fetch_add(&xruns, 1);
    return 0;
}

int main(void) {
    jack_client_t *client = jack_client_open("bench-observer", JackNoStartServer, NULL);
    if (client == NULL) {
        fprintf(stderr, "there is no JACK server\n");
        return 1;
    }
    jack_set_xrun_callback(client, xrun, NULL);
    jack_activate(client);
    puts("ready");
    fflush(stdout);
    int seen = 0;
    double load = 0;
    int looks = 0;
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    while (1) {
        if (poll(&input, 1, LOOK_MILLIS) == 0) {
            load += jack_cpu_load(client);
            looks++;
            continue;
        }
        char line[64];
        if (read(STDIN_FILENO, line, sizeof line) <= 0) {
            break;
        }
        int now = atomic_load(&xruns);
        printf("xruns=%d load=%.3f\n", now - seen, looks == 0 ? 0 : load / looks);
        fflush(stdout);
        seen = now;
        load = 0;
        looks = 0;
    }
    jack_client_close(client);
    return 0;
}

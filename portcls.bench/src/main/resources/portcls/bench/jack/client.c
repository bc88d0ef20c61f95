/*
 * A JACK client as one writes it in C, to compare with: it plays a sine from a cyclic buffer and
 * records into another. Both hold interleaved stereo frames in packets of one period.
 *
 * client alone   the callback only: the sine stands in the buffer already
 * client thread  a program thread fills and empties the packets, and is woken for each
 *
 * A line on its input, "round FRAMES MILLIS LOAD FILE", is one round: opens, plays half a second to
 * warm up, says "begin", measures, says "end late=N", closes, says "closed rate=0". FILE gets two
 * 64-bit numbers for each callback: when it began (CLOCK_MONOTONIC) and how long it took, both in
 * nanoseconds. LOAD means nothing here: it is for contenders that allocate.
 */
#include <jack/jack.h>
#include <math.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PACKETS 8
#define CHANNELS 2
#define MOST_CALLBACKS 1000000
#define WARM_UP_MILLIS 500

static jack_port_t *outputs[CHANNELS];
static jack_port_t *inputs[CHANNELS];
static float *render;
static float *capture;
static int packet_frames;
static int buffer_frames;
static int with_thread;

/* Frames since the start. */
static atomic_long played, written, recorded, fetched;
static atomic_long late;
static atomic_int running;
static sem_t wake;

static int64_t (*calls)[2];
static atomic_int call_count;
static atomic_int measuring;

static int64_t nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void play(int frames) {
    long from = atomic_load_explicit(&played, memory_order_relaxed);
    long room = atomic_load_explicit(&written, memory_order_acquire) - from;
    int sounding = room < frames ? (room < 0 ? 0 : (int) room) : frames;
    if (sounding < frames) {
        atomic_fetch_add(&late, 1);
    }
    for (int c = 0; c < CHANNELS; c++) {
        float *to = jack_port_get_buffer(outputs[c], frames);
        int at = (int) (from % buffer_frames);
        for (int i = 0; i < sounding; i++) {
            to[i] = render[at * CHANNELS + c];
            at = at + 1 == buffer_frames ? 0 : at + 1;
        }
        memset(to + sounding, 0, (frames - sounding) * sizeof(float));
    }
    atomic_store_explicit(&played, from + frames, memory_order_release);
}

static void record(int frames) {
    long to = atomic_load_explicit(&recorded, memory_order_relaxed);
    for (int c = 0; c < CHANNELS; c++) {
        const float *from = jack_port_get_buffer(inputs[c], frames);
        int at = (int) (to % buffer_frames);
        for (int i = 0; i < frames; i++) {
            capture[at * CHANNELS + c] = from[i];
            at = at + 1 == buffer_frames ? 0 : at + 1;
        }
    }
    atomic_store_explicit(&recorded, to + frames, memory_order_release);
}

static int process(jack_nframes_t frames, void *unused) {
    (void) unused;
    int64_t begin = nanos();
    record(frames);
    play(frames);
    if (with_thread) {
        sem_post(&wake);
    } else {
        atomic_store(&written, atomic_load(&played) + buffer_frames);
    }
    if (atomic_load_explicit(&measuring, memory_order_relaxed)) {
        int call = atomic_load_explicit(&call_count, memory_order_relaxed);
        if (call < MOST_CALLBACKS) {
            calls[call][0] = begin;
            calls[call][1] = nanos() - begin;
            atomic_store_explicit(&call_count, call + 1, memory_order_release);
        }
    }
    return 0;
}

/* Writes one packet of the sine. */
static void fill(long frame) {
    float *to = render + (frame % buffer_frames) * CHANNELS;
    for (int i = 0; i < packet_frames; i++) {
        float value = 0.25f * (float) sin((frame + i) % 48 * (2 * M_PI / 48));
        to[i * CHANNELS] = value;
        to[i * CHANNELS + 1] = value;
    }
}

static void *program(void *unused) {
    volatile float heard;
    while (atomic_load(&running)) {
        long next = atomic_load(&written);
        while (next + packet_frames <= atomic_load(&played) + buffer_frames) {
            if (next < atomic_load(&played)) {
                next = atomic_load(&played); /* too late: go on where the device is */
            }
            fill(next);
            next += packet_frames;
            atomic_store(&written, next);
        }
        long read = atomic_load(&fetched);
        while (read + packet_frames <= atomic_load(&recorded)) {
            const float *from = capture + (read % buffer_frames) * CHANNELS;
            float sum = 0;
            for (int i = 0; i < packet_frames * CHANNELS; i++) {
                sum += from[i];
            }
            heard = sum; /* so that reading is not left out */
            read += packet_frames;
            atomic_store(&fetched, read);
        }
        (void) heard;
        sem_wait(&wake);
    }
    return unused;
}

static void connect_all(jack_client_t *client, unsigned long flags, jack_port_t **ours) {
    const char **theirs = jack_get_ports(
            client, NULL, JACK_DEFAULT_AUDIO_TYPE, JackPortIsPhysical | flags);
    for (int c = 0; theirs != NULL && c < CHANNELS && theirs[c] != NULL; c++) {
        if (flags & JackPortIsInput) {
            jack_connect(client, jack_port_name(ours[c]), theirs[c]);
        } else {
            jack_connect(client, theirs[c], jack_port_name(ours[c]));
        }
    }
    jack_free(theirs);
}

static void pause_millis(long millis) {
    struct timespec time = {millis / 1000, millis % 1000 * 1000000};
    nanosleep(&time, NULL);
}

static int round_of(int frames, long millis, const char *file) {
    jack_client_t *client = jack_client_open("bench-c", JackNoStartServer, NULL);
    if (client == NULL) {
        fprintf(stderr, "there is no JACK server\n");
        return 1;
    }
    packet_frames = frames;
    buffer_frames = frames * PACKETS;
    render = calloc(buffer_frames * CHANNELS, sizeof(float));
    capture = calloc(buffer_frames * CHANNELS, sizeof(float));
    atomic_store(&played, 0);
    atomic_store(&recorded, 0);
    atomic_store(&fetched, 0);
    atomic_store(&written, buffer_frames);
    for (long frame = 0; frame < buffer_frames; frame += packet_frames) {
        fill(frame);
    }
    for (int c = 0; c < CHANNELS; c++) {
        char name[16];
        snprintf(name, sizeof name, "out%d", c + 1);
        outputs[c] = jack_port_register(
                client, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsOutput, 0);
        snprintf(name, sizeof name, "in%d", c + 1);
        inputs[c] = jack_port_register(
                client, name, JACK_DEFAULT_AUDIO_TYPE, JackPortIsInput, 0);
    }
    sem_init(&wake, 0, 0);
    atomic_store(&running, 1);
    pthread_t thread;
    if (with_thread) {
        pthread_create(&thread, NULL, program, NULL);
    }
    jack_set_process_callback(client, process, NULL);
    jack_activate(client);
    connect_all(client, JackPortIsInput, outputs);
    connect_all(client, JackPortIsOutput, inputs);
    pause_millis(WARM_UP_MILLIS);
    atomic_store(&call_count, 0);
    atomic_store(&late, 0);
    atomic_store(&measuring, 1);
    puts("begin");
    fflush(stdout);
    pause_millis(millis);
    atomic_store(&measuring, 0);
    printf("end late=%ld\n", atomic_load(&late));
    fflush(stdout);
    jack_client_close(client);
    atomic_store(&running, 0);
    if (with_thread) {
        sem_post(&wake);
        pthread_join(thread, NULL);
    }
    FILE *out = fopen(file, "wb");
    if (out == NULL) {
        perror(file);
        return 1;
    }
    fwrite(calls, sizeof calls[0], atomic_load(&call_count), out);
    fclose(out);
    free(render);
    free(capture);
    puts("closed rate=0");
    fflush(stdout);
    return 0;
}

int main(int count, char **arguments) {
    with_thread = count > 1 && strcmp(arguments[1], "thread") == 0;
    calls = calloc(MOST_CALLBACKS, sizeof calls[0]);
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        int frames;
        long millis;
        char load[16];
        char file[4000];
        if (sscanf(line, "round %d %ld %15s %3999s", &frames, &millis, load, file) != 4) {
            fprintf(stderr, "not understood: %s", line);
            return 2;
        }
        if (round_of(frames, millis, file) != 0) {
            return 1;
        }
    }
    return 0;
}

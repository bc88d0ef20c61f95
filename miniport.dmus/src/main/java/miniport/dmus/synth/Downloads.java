package miniport.dmus.synth;

import org.jspecify.annotations.Nullable;

import portcls.api.PortClsException;
import portcls.api.Status;
import portcls.api.dmus.SynthDownload;
import portcls.api.ks.PendingRequest;
import portcls.banks.Bank;
import portcls.banks.BankException;
import portcls.banks.BankReader;
import portcls.banks.download.DlsCollection;
import portcls.banks.download.DownloadBlocks;
import portcls.banks.download.InstrumentDownload;
import portcls.banks.download.WaveDownload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What a program has downloaded into a pin ({@code kspropsetid-synth-dls}): waves and instruments
 * in blocks, and whole banks. It is checked and written anew before an engine sees it, and stays
 * with the pin when that gets another engine. All threads that may block.
 */
final class Downloads implements AutoCloseable {
    /** Nobody waits longer than this for notes of what was unloaded; they go on. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private static final AtomicLong LAST_HANDLE = new AtomicLong();
    private static final String RIFF = "RIFF";

    /**
     * What one pin may hold.
     *
     * @param count of downloads
     * @param bytes of their waves and banks together
     */
    record Limits(int count, long bytes) {
        /** Room for the largest bank that is read, and not for all memory. */
        static final Limits DEFAULT = new Limits(4_096, 512L << 20);
    }

    private final UnloadWatch watch;
    private final Limits limits;
    private final Consumer<Patches> unloaded;
    private final Map<Long, Download> downloads = new LinkedHashMap<>();
    private final List<Unloading> unloadings = new ArrayList<>();
    private Patches gone = Patches.NONE;
    private @Nullable SynthEngine engine;

    private sealed interface Download {
        /** What it keeps in memory. */
        long bytes();
    }

    private record OfWave(WaveDownload wave) implements Download {
        @Override
        public long bytes() {
            return wave.wave().data().remaining();
        }
    }

    /** A bank, or one instrument with its waves; loaded once there is an engine. */
    private static final class OfBank implements Download {
        final Bank bank;
        SynthEngine.@Nullable LoadedBank loaded;

        OfBank(Bank bank) {
            this.bank = bank;
        }

        @Override
        public long bytes() {
            return bank.buffer().remaining();
        }
    }

    private record Unloading(
            SynthEngine.LoadedBank bank, PendingRequest<Long> request, long startNs) {}

    /**
     * Makes the downloads of a pin.
     *
     * @param unloaded is told which instruments must not be played any more
     */
    Downloads(UnloadWatch watch, Limits limits, Consumer<Patches> unloaded) {
        this.limits = limits;
        this.watch = watch;
        this.unloaded = unloaded;
    }

    /**
     * Takes over what a program downloads.
     *
     * @param data a block of the documents or a bank
     * @throws PortClsException INVALID_PARAMETER when it is neither or is broken,
     *     INSUFFICIENT_RESOURCES when the pin would hold more than it may
     */
    synchronized SynthDownload add(byte[] data) {
        try {
            checkRoom(data.length);
            Download download = read(data);
            checkRoom(download.bytes());
            SynthEngine now = engine;
            if (download instanceof OfBank bank) {
                if (now != null) {
                    bank.loaded = now.load(bank.bank);
                }
                forget(gone.without(Patches.of(bank.bank.instruments())));
            }
            long handle = LAST_HANDLE.incrementAndGet();
            downloads.put(handle, download);
            return new SynthDownload(handle, true);
        } catch (IOException e) {
            throw new PortClsException(
                    Status.INVALID_PARAMETER,
                    "what was downloaded cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private void checkRoom(long more) {
        long bytes = downloads.values().stream().mapToLong(Download::bytes).sum();
        if (downloads.size() >= limits.count() || bytes + more > limits.bytes()) {
            throw new PortClsException(
                    Status.INSUFFICIENT_RESOURCES,
                    "this pin holds as much as it may: downloads="
                            + downloads.size()
                            + " of "
                            + limits.count()
                            + ", bytes="
                            + bytes
                            + " of "
                            + limits.bytes()
                            + ", bytesToAdd="
                            + more
                            + "; unload what is not played any more");
        }
    }

    private Download read(byte[] data) throws BankException {
        boolean isBank =
                data.length >= RIFF.length()
                        && new String(data, 0, RIFF.length(), StandardCharsets.US_ASCII)
                                .equals(RIFF);
        if (isBank) {
            return new OfBank(BankReader.read(data, "the downloaded bank"));
        }
        if (!DownloadBlocks.looksLikeOne(ByteBuffer.wrap(data))) {
            throw new BankException(
                    "it is neither a bank (SoundFont 2 and DLS files begin with RIFF) nor a DLS"
                            + " download block: bytes="
                            + data.length);
        }
        return switch (DownloadBlocks.decode(ByteBuffer.wrap(data))) {
            case WaveDownload wave -> new OfWave(wave);
            case InstrumentDownload instrument ->
                    new OfBank(
                            BankReader.read(
                                    DlsCollection.of(instrument, waves()),
                                    "the downloaded instrument id=" + instrument.id()));
        };
    }

    /** All waves, the latest last: of several with one id it is the one that counts. */
    private List<WaveDownload> waves() {
        return downloads.values().stream()
                .filter(OfWave.class::isInstance)
                .map(download -> ((OfWave) download).wave())
                .toList();
    }

    /**
     * Takes a download away. Its notes are finished first; the request is then completed.
     *
     * @throws PortClsException NOT_FOUND when the handle names none
     */
    synchronized void remove(long handle, Supplier<PendingRequest<Long>> pend) {
        Download download = downloads.remove(handle);
        if (download == null) {
            throw new PortClsException(
                    Status.NOT_FOUND,
                    "nothing was downloaded under this handle, or it was unloaded: handle="
                            + handle);
        }
        if (download instanceof OfBank bank) {
            SynthEngine.LoadedBank loaded = bank.loaded;
            forget(notCovered(gone.with(Patches.of(bank.bank.instruments()))));
            if (loaded != null) {
                loaded.unload();
                if (loaded.isInUse()) {
                    Unloading unloading = new Unloading(loaded, pend.get(), System.nanoTime());
                    unloadings.add(unloading);
                    watch.until(() -> isFinished(unloading));
                } else {
                    loaded.release();
                }
            }
        }
    }

    private void forget(Patches patches) {
        gone = patches;
        unloaded.accept(patches);
    }

    private Patches notCovered(Patches patches) {
        Patches left = patches;
        for (Download download : downloads.values()) {
            if (download instanceof OfBank bank) {
                left = left.without(Patches.of(bank.bank.instruments()));
            }
        }
        return left;
    }

    private synchronized boolean isFinished(Unloading unloading) {
        if (!unloadings.contains(unloading)) {
            return true; // ended with its engine
        }
        boolean late = System.nanoTime() - unloading.startNs() > PATIENCE_NS;
        if (!late && unloading.bank().isInUse()) {
            return false;
        }
        unloadings.remove(unloading);
        unloading.bank().release();
        unloading.request().complete(null);
        return true;
    }

    /**
     * Loads everything into another engine; what was unloaded from the one before is finished.
     *
     * @throws IOException when it does not take something
     */
    synchronized void moveTo(SynthEngine to) throws IOException {
        // Until all of it is there the engine from before is the one that counts.
        IdentityHashMap<OfBank, SynthEngine.LoadedBank> moved = new IdentityHashMap<>();
        for (Download download : downloads.values()) {
            if (download instanceof OfBank bank) {
                moved.put(bank, to.load(bank.bank));
            }
        }
        moved.forEach((bank, loaded) -> bank.loaded = loaded);
        engine = to;
        finishUnloadings();
    }

    /** Opens anew what of the engine is broken, with everything; see {@link SynthEngine#mend}. */
    synchronized void mend(IntConsumer reopened) {
        SynthEngine now = engine;
        if (now != null) {
            now.mend(reopened);
        }
    }

    /** The pin is closed: its engine, and with that all notes, go. */
    @Override
    public synchronized void close() {
        engine = null;
        downloads.clear();
        finishUnloadings();
    }

    private void finishUnloadings() {
        for (Unloading unloading : unloadings) {
            unloading.bank().release();
            unloading.request().complete(null);
        }
        unloadings.clear();
    }
}

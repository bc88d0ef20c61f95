package miniport.dmus.fluidsynth;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/** How much memory of malloc is in use, as glibc tells: {@code mallinfo2}. */
final class MallocMeter {
    private static final int MEMBERS = 10;
    private static final int MAPPED = 4;
    private static final int IN_USE = 7;

    private MallocMeter() {}

    static boolean isThere() {
        return Linker.nativeLinker().defaultLookup().find("mallinfo2").isPresent();
    }

    @SuppressWarnings("restricted")
    static long bytesInUse() {
        MemoryLayout members =
                MemoryLayout.structLayout(MemoryLayout.sequenceLayout(MEMBERS, JAVA_LONG));
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer =
                    (MemorySegment)
                            linker.downcallHandle(
                                            linker.defaultLookup().findOrThrow("mallinfo2"),
                                            FunctionDescriptor.of(members))
                                    .invokeWithArguments(arena);
            return answer.getAtIndex(JAVA_LONG, MAPPED) + answer.getAtIndex(JAVA_LONG, IN_USE);
        } catch (Throwable t) {
            throw new AssertionError(t);
        }
    }
}

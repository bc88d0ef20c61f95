package portcls.banks.download;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Puts objects into a download block; each begins at a multiple of 8 bytes. */
final class BlockWriter {
    private static final int ALIGN = 8;

    private final List<ByteBuffer> objects = new ArrayList<>();

    /**
     * Adds an object of zeros, to be filled.
     *
     * @return its memory; its index is {@link #lastIndex()}
     */
    ByteBuffer add(int size) {
        ByteBuffer object = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        objects.add(object);
        return object;
    }

    int lastIndex() {
        return objects.size() - 1;
    }

    byte[] toBytes(BlockType type, int id) {
        long size = aligned(Block.HEADER + 4L * objects.size());
        for (ByteBuffer object : objects) {
            size += aligned(object.capacity());
        }
        ByteBuffer block =
                ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(type.number()).putInt(id).putInt(objects.size()).putInt((int) size);
        int at = (int) aligned(Block.HEADER + 4L * objects.size());
        for (ByteBuffer object : objects) {
            object.clear();
            block.putInt(at);
            block.put(at, object, 0, object.capacity());
            at += (int) aligned(object.capacity());
        }
        return block.array();
    }

    private static long aligned(long size) {
        return (size + ALIGN - 1) / ALIGN * ALIGN;
    }
}

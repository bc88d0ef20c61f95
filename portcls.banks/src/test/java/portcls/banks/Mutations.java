package portcls.banks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways to spoil a RIFF file, some of them with knowledge of its chunks. */
final class Mutations {
    private static final int[] VALUES = {
        0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, -1, -2, -8
    };

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** One of the files with a few mutations. */
    byte[] next(List<byte[]> files) {
        byte[] file = files.get(random.nextInt(files.size())).clone();
        for (int i = random.nextInt(1, 4); i > 0 && file.length > 12; i--) {
            file = mutate(file);
        }
        return file;
    }

    private byte[] mutate(byte[] file) {
        List<Integer> chunks = chunks(file);
        int chunk = chunks.get(random.nextInt(chunks.size()));
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = random.nextInt(file.length);
        switch (random.nextInt(9)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt();
            case 2 -> {
                return Arrays.copyOf(file, at);
            }
            case 3 -> bytes.putInt(chunk + 4, VALUES[random.nextInt(VALUES.length)]);
            case 4 -> bytes.putInt(chunk + 4, bytes.getInt(chunk + 4) + random.nextInt(-4, 5));
            case 5 -> {
                return duplicate(file, chunk);
            }
            case 6 -> { // a number inside a chunk becomes huge or small
                int place = chunk + 8 + random.nextInt(64);
                if (place + 4 <= file.length) {
                    bytes.putInt(place, VALUES[random.nextInt(VALUES.length)]);
                }
            }
            case 7 -> { // a 16-bit index likewise
                int place = chunk + 8 + 2 * random.nextInt(64);
                if (place + 2 <= file.length) {
                    bytes.putShort(place, (short) random.nextInt(-2, 12));
                }
            }
            default -> { // two records change places
                int other = chunks.get(random.nextInt(chunks.size()));
                int one = chunk + 8 + 4 * random.nextInt(8);
                int two = other + 8 + 4 * random.nextInt(8);
                if (Math.max(one, two) + 4 <= file.length) {
                    int swapped = bytes.getInt(one);
                    bytes.putInt(one, bytes.getInt(two));
                    bytes.putInt(two, swapped);
                }
            }
        }
        return file;
    }

    /** Puts a chunk twice; only the outermost size follows. */
    private byte[] duplicate(byte[] file, int chunk) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long end = chunk + 8 + Integer.toUnsignedLong(bytes.getInt(chunk + 4));
        if (chunk == 0 || end > file.length) {
            return file;
        }
        byte[] part = Arrays.copyOfRange(file, chunk, (int) end);
        byte[] longer = new byte[file.length + part.length];
        System.arraycopy(file, 0, longer, 0, (int) end);
        System.arraycopy(part, 0, longer, (int) end, part.length);
        System.arraycopy(file, (int) end, longer, (int) end + part.length, file.length - (int) end);
        ByteBuffer grown = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        for (int outer : chunks(file)) { // what it lies in grows, mostly
            long outerEnd = outer + 8 + Integer.toUnsignedLong(bytes.getInt(outer + 4));
            if (outer < chunk && outerEnd >= end && random.nextInt(8) != 0) {
                grown.putInt(outer + 4, bytes.getInt(outer + 4) + part.length);
            }
        }
        return longer;
    }

    /** Where something stands that looks like a chunk's header. */
    private static List<Integer> chunks(byte[] file) {
        List<Integer> found = new ArrayList<>();
        found.add(0);
        for (int i = 2; i + 8 <= file.length; i += 2) {
            boolean id = true;
            for (int k = i; k < i + 4; k++) {
                id &=
                        file[k] >= 'a' && file[k] <= 'z'
                                || file[k] == ' '
                                || file[k] >= '0' && file[k] <= 'Z';
            }
            if (id) {
                found.add(i);
            }
        }
        return found;
    }
}

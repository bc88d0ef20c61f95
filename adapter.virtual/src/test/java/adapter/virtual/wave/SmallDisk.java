package adapter.virtual.wave;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A disk on which files can be written only up to a size, or only slowly. */
final class SmallDisk extends FileSystemProvider {
    private final long size;
    private final long nanosPerWrite;
    private final Disk disk = new Disk();

    SmallDisk(long size, long nanosPerWrite) {
        this.size = size;
        this.nanosPerWrite = nanosPerWrite;
    }

    /** A file on it, which lies in an ordinary folder in truth. */
    Path path(Path real) {
        return (Path)
                Proxy.newProxyInstance(
                        Path.class.getClassLoader(),
                        new Class<?>[] {Path.class},
                        (self, method, arguments) ->
                                switch (method.getName()) {
                                    case "getFileSystem" -> disk;
                                    case "toAbsolutePath" -> real;
                                    default -> method.invoke(real, arguments);
                                });
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        SeekableByteChannel real = Files.newByteChannel(path.toAbsolutePath(), options, attributes);
        return (SeekableByteChannel)
                Proxy.newProxyInstance(
                        Path.class.getClassLoader(),
                        new Class<?>[] {SeekableByteChannel.class},
                        (self, method, arguments) -> {
                            if (method.getName().equals("write")) {
                                return write(real, (ByteBuffer) arguments[0]);
                            }
                            try {
                                Object result = method.invoke(real, arguments);
                                return result == real ? self : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private int write(SeekableByteChannel real, ByteBuffer bytes) throws IOException {
        long room = size - real.position();
        if (room <= 0) {
            throw new IOException("No space left on device");
        }
        LockSupport.parkNanos(nanosPerWrite);
        int limit = bytes.limit();
        bytes.limit((int) Math.min(limit, bytes.position() + room));
        try {
            return real.write(bytes);
        } finally {
            bytes.limit(limit);
        }
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("no test needs this");
    }

    @Override
    public String getScheme() {
        return "small";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> options) {
        throw unused();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw unused();
    }

    @Override
    public Path getPath(URI uri) {
        throw unused();
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path folder, DirectoryStream.Filter<? super Path> filter) {
        throw unused();
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw unused();
    }

    @Override
    public void delete(Path path) {
        throw unused();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw unused();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw unused();
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
        throw unused();
    }

    @Override
    public boolean isHidden(Path path) {
        throw unused();
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw unused();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) {
        throw unused();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        throw unused();
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) {
        throw unused();
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
        throw unused();
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw unused();
    }

    private final class Disk extends FileSystem {
        @Override
        public FileSystemProvider provider() {
            return SmallDisk.this;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return "/";
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return List.of();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return List.of();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of();
        }

        @Override
        public Path getPath(String first, String... more) {
            throw unused();
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw unused();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw unused();
        }

        @Override
        public WatchService newWatchService() {
            throw unused();
        }
    }
}

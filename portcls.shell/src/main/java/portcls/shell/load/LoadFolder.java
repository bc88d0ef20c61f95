package portcls.shell.load;

import portcls.shell.command.CommandException;
import portcls.shell.command.Places;
import portcls.shell.text.Texts;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The watched folders. A jar gets there whole or not at all: it is copied under a name that the
 * watcher does not know and then renamed. A jar of a bundle that lies there already takes its
 * place, so that the bundle is updated and not installed twice.
 */
public final class LoadFolder {
    private static final String JAR = ".jar";

    private final Path folder;
    private final List<Path> watched;

    /** The folder that new jars are put into, and all that are watched. */
    public LoadFolder(Path folder, List<Path> watched) {
        this.folder = folder;
        this.watched = List.copyOf(watched);
    }

    /** The watched folders of a container, for what a command needs. */
    public static LoadFolder of(Places places) {
        return new LoadFolder(places.load(), places.watched());
    }

    /** The watched folders of a container, for what shall stay. */
    public static LoadFolder kept(Places places) {
        return new LoadFolder(places.kept(), places.watched());
    }

    /** A folder with jars that wait. */
    public static LoadFolder drivers(Places places) {
        return new LoadFolder(places.drivers(), List.of(places.drivers()));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Puts a jar in. */
    public Path put(Path jar, String name) throws CommandException {
        Path target = find(name).orElse(folder.resolve(name + JAR));
        Path part = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            // Containers that have the same jar in a folder of their own know it by its time.
            Files.setLastModifiedTime(part, Files.getLastModifiedTime(jar));
            move(part, target);
            return target;
        } catch (IOException e) {
            deleteQuietly(part);
            throw new CommandException(
                    jar.getFileName()
                            + " cannot be put into the watched folder "
                            + folder
                            + ": "
                            + Texts.message(e)
                            + ".\n"
                            + "  What to do: see that the folder can be written to and the disk has"
                            + " room.",
                    e);
        }
    }

    /** The jar in it that holds a bundle of that name. */
    public Optional<Path> find(String name) {
        return jars().stream().filter(jar -> holds(jar, name)).findFirst();
    }

    /** Whether it has a jar with a bundle of that name. */
    public boolean holds(String name) {
        return find(name).isPresent();
    }

    /**
     * The jar in it that is meant by a name: of the bundle, or of the file with or without its
     * ending; else by a part of the file's name that no other has.
     */
    public Optional<Path> named(String name) {
        return find(name)
                .or(() -> only(file -> file.equals(name) || file.equals(name + JAR)))
                .or(() -> only(file -> file.contains(name)));
    }

    private Optional<Path> only(Predicate<String> wanted) {
        List<Path> found =
                jars().stream()
                        .filter(jar -> wanted.test(String.valueOf(jar.getFileName())))
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Takes a jar out. */
    public void remove(Path jar) throws CommandException {
        try {
            Files.deleteIfExists(jar);
        } catch (IOException e) {
            throw new CommandException(jar + " cannot be deleted: " + Texts.message(e), e);
        }
    }

    /** All jars in it, by folder and name. */
    public List<Path> jars() {
        return watched.stream().flatMap(LoadFolder::jars).toList();
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(LoadFolder::isJar).sorted().toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static boolean isJar(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(JAR) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static boolean holds(Path jar, String name) {
        try {
            return JarFacts.read(jar, jar.toString()).name().equals(name);
        } catch (CommandException e) {
            return false;
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit();
        }
    }
}

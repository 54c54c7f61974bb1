package io.mudanza.answers;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An open file with a name that means this very file, whatever is put at its path afterwards: those who can only open files
 * by name open the one that was checked.
 */
final class HeldFile implements AutoCloseable {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final int READ_ONLY = 0;
    private static final int NOT_TO_CHILDREN = 0x80000;
    /** O_NOFOLLOW has another value on other processors; there, files are read and written as ever. */
    private static final int NO_LINK = switch (System.getProperty("os.arch")) {
        case "amd64" -> 0x20000;
        case "aarch64" -> 0x8000;
        default -> -1;
    };

    private static final MethodHandle OPEN = find("open", FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE =
            find("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int number;

    private HeldFile(int number) {
        this.number = number;
    }

    /** Whether this system has such names, and knows the path by the bytes that this class says. */
    static boolean possible(Path file) {
        boolean named = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))
                || StandardCharsets.US_ASCII.newEncoder().canEncode(file.toString());
        return named && OPEN != null && CLOSE != null && NO_LINK > 0 && Files.isDirectory(OPEN_FILES);
    }

    /** Opens a file for reading; a symbolic link is as good as no file. */
    static HeldFile open(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(file.toString());
            int number = (int) OPEN.invokeExact(path, READ_ONLY | NO_LINK | NOT_TO_CHILDREN);
            if (number < 0) {
                throw new NoSuchFileException(file.toString(), null, "it cannot be opened");
            }
            return new HeldFile(number);
        } catch (IOException | RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name of the open file; means something in this process only, until it is closed. */
    Path path() {
        return OPEN_FILES.resolve(Integer.toString(number));
    }

    @Override
    public void close() throws IOException {
        int result;
        try {
            result = (int) CLOSE.invokeExact(number);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
        if (result != 0) {
            throw new IOException("a file could not be closed");
        }
    }

    private static MethodHandle find(String name, FunctionDescriptor shape, Linker.Option... options) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find(name).map(at -> linker.downcallHandle(at, shape, options)).orElse(null);
    }
}

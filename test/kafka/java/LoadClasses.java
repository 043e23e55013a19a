import java.io.File;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads all classes of those jars of the class path whose names match the pattern in the first argument, so that the JVM
 * can write them into an archive as it ends. Run from its source: what is archived then does not depend on our classes.
 */
public final class LoadClasses {
  public static void main(String[] args) throws Exception {
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!new File(path).getName().matches(args[0])) continue;
      try (JarFile jar = new JarFile(path)) {
        for (JarEntry entry : Collections.list(jar.entries())) load(entry.getName());
      }
    }
  }

  private static void load(String entry) {
    if (!entry.endsWith(".class") || entry.startsWith("META-INF/") || entry.endsWith("module-info.class")) return;
    String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
    try {
      Class.forName(name, false, ClassLoader.getSystemClassLoader());
    } catch (LinkageError | ClassNotFoundException e) {
      // Belongs to an optional dependency that Kafka does not bring along: nobody else can load it either.
    }
  }
}

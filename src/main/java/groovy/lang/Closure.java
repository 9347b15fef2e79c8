package groovy.lang;

/**
 * Stands where a class of Groovy would, which Caravana does not hold.
 *
 * <p>The library that reads the command line asks for it at every start. Before Java answered that there is none, it would
 * open each of almost 200 libraries: a third of the time that {@code caravana plans} takes ({@code bench/start-up}).
 */
public abstract class Closure {
    private Closure() {}
}

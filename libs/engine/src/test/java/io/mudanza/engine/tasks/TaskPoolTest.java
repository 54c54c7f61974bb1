package io.mudanza.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskPoolTest {

    private final TaskPool pool = new TaskPool();
    private final List<String> done = new ArrayList<>();

    @Test
    void takesTheMostUrgentThenTheHeaviestThenTheOldest() throws Exception {
        // Given
        pool.add(List.of(task("statistics", Rank.STATISTICS, 9), task("small", Rank.INDEXES, 1), task("large", Rank.INDEXES, 5),
                task("rows", Rank.ROWS, 0), task("more rows", Rank.ROWS, 0)));
        pool.seal();

        // When
        runAll();

        // Then
        assertThat(done).containsExactly("rows", "more rows", "large", "small", "statistics");
    }

    @Test
    void holdsATaskBackUntilAllIsThereThatItNeeds() throws Exception {
        // Given
        pool.hold("schema");
        pool.add(List.of(
                new Task(Rank.ROWS, 0, Set.of("index"), Set.of(), worker -> done.add("key")),
                new Task(Rank.INDEXES, 0, Set.of("rows"), Set.of("index"), worker -> done.add("index")),
                new Task(Rank.STATISTICS, 0, Set.of("schema"), Set.of("rows"), worker -> done.add("first part")),
                new Task(Rank.STATISTICS, 0, Set.of("schema"), Set.of("rows"), worker -> done.add("second part"))));
        pool.release("schema");
        pool.seal();

        // When
        runAll();

        // Then
        assertThat(done).containsExactly("first part", "second part", "index", "key");
    }

    @Test
    void neverGivesATaskWhoseTableAnotherUsesAlone() throws Exception {
        // Given
        pool.add(List.of(
                new Task(Rank.INDEXES, 9, Set.of(), Set.of(), Set.of(), Set.of("t"), worker -> done.add("key of t")),
                new Task(Rank.INDEXES, 8, Set.of(), Set.of(), Set.of("t"), Set.of(), worker -> done.add("index of t")),
                new Task(Rank.INDEXES, 7, Set.of(), Set.of(), Set.of("t"), Set.of(), worker -> done.add("other index of t")),
                new Task(Rank.INDEXES, 1, Set.of(), Set.of(), Set.of(), Set.of("u"), worker -> done.add("key of u"))));
        pool.seal();

        // When
        TaskPool.Entry first = pool.take();
        TaskPool.Entry second = pool.take();
        pool.finished(first);
        TaskPool.Entry third = pool.take();
        TaskPool.Entry fourth = pool.take();
        for (TaskPool.Entry entry : List.of(first, second, third, fourth)) {
            entry.task().work().run(null);
        }

        // Then
        assertThat(done).containsExactly("key of t", "key of u", "index of t", "other index of t");
        assertThat(pool.nothingReady()).isTrue();
    }

    private void runAll() throws Exception {
        for (TaskPool.Entry entry = pool.take(); entry != null; entry = pool.take()) {
            entry.task().work().run(null);
            pool.finished(entry);
        }
    }

    private Task task(String name, Rank rank, long weight) {
        return new Task(rank, weight, Set.of(), Set.of(), worker -> done.add(name));
    }
}

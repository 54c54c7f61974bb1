package io.mudanza.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs the faults of a seed one after another against the same two nodes. */
public final class Campaign {
    private static final int CLEAN_UP_SECONDS = 75;

    private final long seed;
    private final List<Integer> numbers;
    private final Course course;
    private final Path dumps;

    /**
     * @param seed    everything is drawn from it
     * @param numbers of the faults, from 1, in their order
     * @param course  what the jobs do
     * @param dumps   where the state of the nodes is written after a violation
     */
    public Campaign(long seed, List<Integer> numbers, Course course, Path dumps) {
        this.course = course;
        this.seed = seed;
        this.numbers = List.copyOf(numbers);
        this.dumps = dumps;
    }

    /** 1 to the last. */
    public static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** Runs all of it. Returns the violations, one a line; empty when nothing was harmed. */
    public List<String> run() throws Exception {
        List<String> violations = new ArrayList<>();
        Report report = new Report();
        Fleet fleet = new Fleet(course);
        try {
            FaultDraw faults = new FaultDraw(seed, fleet.disks(), course);
            if (!fleet.disks() && course != Course.PIECES) {
                System.out.println("No file system can be mounted here: the faults of full disks are left out.");
            }
            List<String> early = new ArrayList<>(Invariants.atRest(fleet.single(), 60));
            early.addAll(Invariants.atRest(fleet.apart(), 60));
            if (!early.isEmpty()) {
                return early;
            }
            for (int number : numbers) {
                Trial.Result result = attempt(fleet, faults.draw(number));
                report.add(result);
                if (!result.violations().isEmpty()) {
                    Dump.write(fleet, dumps.resolve("fault-" + seed + "-" + number), result);
                    result.violations().forEach(line -> violations.add("fault " + result.fault().number() + ": " + line));
                    if (result.outcome().equals("BROKEN") && number == numbers.getFirst()) {
                        return violations;
                    }
                    if (number != numbers.getLast()) {
                        fleet = fresh(fleet);
                    }
                }
            }
            List<String> left = leftovers(fleet);
            left.forEach(line -> System.out.println("       ! " + line));
            violations.addAll(left);
        } finally {
            violations.forEach(line -> System.out.println("VIOLATION " + line));
            report.summary();
            fleet.close();
        }
        return violations;
    }

    private static Trial.Result attempt(Fleet fleet, Fault fault) {
        long begin = System.nanoTime();
        try {
            return new Trial(fleet, fault).run();
        } catch (Exception broken) {
            return new Trial.Result(fault, "?", "BROKEN", List.of("the trial broke: " + broken),
                    (System.nanoTime() - begin) / 1e9);
        }
    }

    /** After a violation nothing of these nodes can be trusted. */
    private Fleet fresh(Fleet harmed) throws Exception {
        harmed.close();
        return new Fleet(course);
    }

    private static List<String> leftovers(Fleet fleet) throws Exception {
        long deadline = System.nanoTime() + CLEAN_UP_SECONDS * 1_000_000_000L;
        while (true) {
            List<String> left = new ArrayList<>(Invariants.residue(fleet.single(), fleet.exports()));
            left.addAll(Invariants.residue(fleet.apart(), fleet.exports()));
            if (left.isEmpty() || System.nanoTime() > deadline) {
                return left;
            }
            Thread.sleep(500);
        }
    }

    /** {@code [--faults N] [--seed N] [--only N,N,…] [--restores | --in-place | --pieces | --schedules] [--list]}; exit code 1 when something was harmed. */
    public static void main(String[] args) throws Exception {
        long seed = 1;
        List<Integer> numbers = upTo(200);
        Course course = Course.MOVES;
        boolean list = false;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--seed" -> seed = Long.parseLong(args[++i]);
                case "--faults" -> numbers = upTo(Integer.parseInt(args[++i]));
                case "--only" -> numbers = Stream.of(args[++i].split(",")).map(Integer::valueOf).toList();
                case "--restores" -> course = Course.RESTORES;
                case "--in-place" -> course = Course.IN_PLACE;
                case "--pieces" -> course = Course.PIECES;
                case "--schedules" -> course = Course.SCHEDULES;
                case "--list" -> list = true;
                default -> throw new IllegalArgumentException("Unknown option " + args[i]);
            }
        }
        if (list) {
            list(new FaultDraw(seed, true, course), numbers);
            return;
        }
        List<String> violations = new Campaign(seed, numbers, course, Path.of("tests/crash/target/dumps")).run();
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private static void list(FaultDraw faults, List<Integer> numbers) {
        for (int number : numbers) {
            Fault fault = faults.draw(number);
            System.out.printf("%3d  %-21s  %s%n", number, fault.kind(), fault.where());
        }
    }
}

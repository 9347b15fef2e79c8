package org.caravana.cli;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.caravana.repository.BackupReader;
import org.caravana.repository.DamagedException;
import org.caravana.repository.Heads;
import org.caravana.repository.Manifest;
import org.caravana.repository.Sample;
import org.caravana.repository.SignedHeads;
import org.caravana.repository.StopSignal;
import org.caravana.repository.Verifier;
import org.caravana.restore.BackupSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Whether backups are still what was written. */
@Command(
        name = "verify",
        description = "Read backups and compare every object with its checksum; tells everything that is damaged.",
        footer = {
            "",
            "How far it looked stands in each line: HASHED, everything was read; SAMPLED, a share of the packs was read and",
            "the others are listed with their sizes; LISTED, no pack was read. All other objects are always read.",
            "%nExamples:",
            "  caravana verify --from cloud                     read everything back from a target",
            "  caravana verify latest --from cloud --read-data 10%%"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}) ?%?");

    @Parameters(arity = "0..1", paramLabel = "BACKUP", description = "A backup's id, or latest; otherwise all.")
    private String backup;

    @Option(names = "--plan", paramLabel = "PLAN", description = "Only this plan's.")
    private String plan;

    @Option(
            names = "--read-data",
            paramLabel = "N%",
            defaultValue = "100%",
            description = "Read only so many of the packs, chosen at random; 0%% reads none.")
    private String share;

    @Mixin
    private SignerOptions signers;

    @Mixin
    private PlaceOptions place;

    @ParentCommand
    private Caravana caravana;

    @Spec
    private CommandSpec spec;

    /** One backup's result. */
    private record Verdict(Manifest backup, List<DamagedException> damages) {}

    @Override
    public Integer call() throws Exception {
        Terminal terminal = caravana.terminal();
        Troubles troubles = new Troubles(terminal);
        try (Operations.OpenStore open = place.open(caravana)) {
            BackupSearch search = new BackupSearch(
                    new BackupReader(open.store()), open.store().name(), troubles);
            Sample sample = sample();
            Verifier verifier = new Verifier(open.store(), sample);
            Optional<SignedHeads> heads = signers.heads(caravana, open.store());
            List<Verdict> verdicts = new ArrayList<>();
            List<Manifest> asked = asked(search);
            requireAnything(asked, open.store().name(), troubles);
            for (Manifest each : asked) {
                Verdict verdict = new Verdict(each, damages(each, verifier, heads));
                verdicts.add(verdict);
                verdict.damages().forEach(troubles);
                if (!terminal.json()) {
                    terminal.line(line(verdict, sample));
                }
            }
            if (heads.isPresent()) {
                missing(heads.get(), troubles, terminal);
            }
            new SuspectNotes(open, terminal).note(damaged(verdicts));
            if (!terminal.json()) {
                terminal.line(verifier.packsRead() + " of " + verifier.packsMet() + " pack(s) read");
            }
            terminal.print(
                    verdicts.stream().map(verdict -> members(verdict, sample)).toList(), () -> {});
        }
        return troubles.code().code();
    }

    private static Set<String> damaged(List<Verdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.damages().stream())
                .map(DamagedException::path)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Manifest> asked(BackupSearch search) throws Exception {
        Optional<String> of = Optional.ofNullable(plan);
        return backup == null ? search.all(of) : List.of(search.one(of, backup));
    }

    /** Silence about an empty place would read as good news. */
    private static void requireAnything(List<Manifest> asked, String place, Troubles troubles) {
        if (asked.isEmpty() && troubles.code() == ExitCode.OK) {
            throw new NotFoundException(
                    place + " holds no backup that could be verified",
                    "run the plan, or look with caravana jobs why there is none");
        }
    }

    private static List<DamagedException> damages(Manifest backup, Verifier verifier, Optional<SignedHeads> heads)
            throws IOException {
        List<DamagedException> damages = new ArrayList<>(verifier.verify(backup.path(), StopSignal.NEVER));
        if (heads.isPresent()) {
            try {
                heads.get().require(backup);
            } catch (DamagedException e) {
                damages.add(e);
            }
        }
        return damages;
    }

    /** What was signed for and is not there; and how new the newest is, for a whole place may be an old one. */
    private static void missing(SignedHeads heads, Troubles troubles, Terminal terminal) throws IOException {
        for (Heads newest : heads.newest()) {
            heads.missing(newest.plan()).forEach(troubles);
            if (!terminal.json()) {
                terminal.line(newest.plan() + ": the newest signed backup is number " + newest.sequence() + " of "
                        + newest.signed() + "; compare it with the last notice");
            }
        }
    }

    private Sample sample() {
        Matcher percent = SHARE.matcher(share.strip());
        int value = percent.matches() ? Integer.parseInt(percent.group(1)) : -1;
        if (value < 0 || value > 100) {
            throw new ParameterException(
                    spec.commandLine(), "--read-data takes a share from 0% to 100%, for example 10%");
        }
        return Sample.of(value, new SecureRandom());
    }

    private static String line(Verdict verdict, Sample sample) {
        int count = verdict.damages().size();
        String result = count == 0 ? "ok, " + told(sample) : "DAMAGED, " + count + " finding(s)";
        return verdict.backup().plan() + " " + verdict.backup().backup() + ": " + result;
    }

    private static String told(Sample sample) {
        return switch (sample.level()) {
            case "HASHED" -> "HASHED: every object read back";
            case "LISTED" -> "LISTED: no pack was read, all are there with their sizes";
            default -> "SAMPLED " + sample.percent() + " %: the packs that were not read are there with their sizes";
        };
    }

    private static Map<String, Object> members(Verdict verdict, Sample sample) {
        return Json.object(
                "plan", verdict.backup().plan(),
                "backup", verdict.backup().backup(),
                "good", verdict.damages().isEmpty(),
                "level", sample.level(),
                "damages",
                        verdict.damages().stream()
                                .map(d -> Json.object("path", d.path(), "what", d.what()))
                                .toList());
    }
}

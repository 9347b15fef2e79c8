package org.caravana.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.caravana.config.Settings;

/** What to do when the server is lost, as a page for the safe: this installation's plans and places, no secrets. */
public final class Runbook {
    private Runbook() {}

    /** A target, as a person reaches it by hand. */
    record Place(String name, String address, boolean encrypted, String fetch) {

        static Place of(Settings.Target target) {
            Map<String, String> set = target.properties();
            String path = set.getOrDefault("path", "");
            return switch (target.type()) {
                case "sftp" -> sftp(target, set, path);
                case "s3" -> s3(target, set);
                case "directory" -> place(target, path, "cp -a " + path + "/PLAN/CYCLE .");
                default -> place(target, target.type() + " " + set, "-");
            };
        }

        private static Place sftp(Settings.Target target, Map<String, String> set, String path) {
            String server = set.get("user") + "@" + set.get("host");
            String port = set.getOrDefault("port", "22");
            return place(
                    target,
                    "sftp://" + server + ":" + port + " " + path,
                    "sftp -P " + port + " " + server + "  >  get -R " + path + "/PLAN/CYCLE");
        }

        private static Place s3(Settings.Target target, Map<String, String> set) {
            String prefix = Optional.ofNullable(set.get("prefix"))
                    .filter(text -> !text.isBlank())
                    .map(text -> text + "/")
                    .orElse("");
            String address = "s3://" + set.get("bucket") + "/" + prefix;
            String server = Optional.ofNullable(set.get("endpoint"))
                    .filter(text -> !text.isBlank())
                    .map(text -> " --endpoint-url " + text)
                    .orElse("");
            return place(
                    target,
                    address + " (" + set.getOrDefault("region", "") + ")" + server.replace(" --endpoint-url", ""),
                    "aws s3 sync " + address + "PLAN/CYCLE CYCLE" + server);
        }

        private static Place place(Settings.Target target, String address, String fetch) {
            return new Place(target.name(), address, !target.encryptTo().isEmpty(), fetch);
        }
    }

    /**
     * The page as plain text.
     *
     * @param host this machine's name
     * @param language {@code pt-BR} or {@code en}
     */
    public static String render(Settings settings, String host, Instant now, Locale language) {
        Words words = new Words(language, settings.zone());
        List<Settings.Target> targets = List.copyOf(settings.targets().values());
        return new Templates(words)
                .text(
                        "runbook." + words.language(),
                        Map.of(
                                "host", host,
                                "printed", now,
                                "repository", settings.repository(),
                                "plans", List.copyOf(settings.plans().values()),
                                "anyPlan",
                                        settings.plans().keySet().stream()
                                                .findFirst()
                                                .orElse("PLAN"),
                                "places", targets.stream().map(Place::of).toList(),
                                "keys", keys(targets),
                                "anyEncrypted",
                                        targets.stream().anyMatch(target -> !target.encryptTo()
                                                .isEmpty()),
                                "recipients",
                                        targets.stream()
                                                .flatMap(target -> target.encryptTo().stream())
                                                .distinct()
                                                .toList()));
    }

    /** The settings that hold a way in, so that nobody has to guess what belongs into the safe. */
    private static String keys(List<Settings.Target> targets) {
        return String.join(
                "; ",
                targets.stream()
                        .map(target -> "target." + target.name() + "."
                                + switch (target.type()) {
                                    case "sftp" -> "key-file";
                                    case "s3" ->
                                        "access-key, secret-key-file"
                                                + (target.properties().containsKey("ca-file") ? ", ca-file" : "");
                                    default -> "*";
                                })
                        .toList());
    }
}

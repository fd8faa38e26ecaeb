package dev.patchproof.probe.windows;

import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.probe.windows.ModuleMemory.Budget;
import dev.patchproof.probe.windows.ModuleMemory.SpentException;
import dev.patchproof.probe.windows.ModuleMemory.UnreadableException;
import dev.patchproof.probe.windows.Processes.OpenProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which running processes have loaded the files that were asked for, and in which version. The version is read from the
 * module's image in the process's memory, where the old one stays when its file is replaced; the version call would read
 * the file. Nothing but versions is kept of what was read.
 *
 * <p>Processes of the kernel have no modules and are left out; so is a process that ended meanwhile, and one that started
 * after the list was made: it has loaded what is on disk. Drivers are no modules of processes.
 */
final class LoadedModulesReader {

    private static final int UNKNOWN = 0;
    private static final int X86 = 0x14c;
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_MODULES = 500_000; // of all processes together; a process has some hundred at most
    private static final int MAX_FOUND = 20_000;

    private final OperatingSystem system;
    private final FileLocations locations;
    private final Processes processes;

    LoadedModulesReader(OperatingSystem system, FileLocations locations, Processes processes) {
        this.system = system;
        this.locations = locations;
        this.processes = processes;
    }

    Finding<LoadedModulesFact> read(List<String> paths) {
        Search search = new Search();
        try {
            ModulePaths asked = asked(paths, search);
            search.through(processes.running(), asked);
            return Finding.exists(search.result());
        } catch (Win32Failure e) {
            return e.error();
        }
    }

    /** A path that leads nowhere is loaded by nobody; one of which that is not known is an error of its own. */
    private ModulePaths asked(List<String> paths, Search search) throws Win32Failure {
        boolean has32BitFolder = system.machines().system() != Architecture.X86;
        ModulePaths asked = new ModulePaths(system.folder(KnownFolder.SYSTEM_ROOT), has32BitFolder);
        for (String path : paths) {
            try {
                Optional<ComponentPath> component = ComponentPath.parse(path);
                if (component.isPresent()) {
                    asked.add(path, component.get());
                } else {
                    asked.add(path, locations.locate(path).shown());
                }
            } catch (IllegalArgumentException e) {
                search.fail(path, Finding.error("BAD_PATH", String.valueOf(e.getMessage())));
            } catch (NotLocatedException e) {
                search.fail(path, e.finding());
            }
        }
        return asked;
    }

    /** One pass over the processes. */
    private final class Search {

        private final Map<String, Map<Finding<String>, List<ProcessFact>>> found = new TreeMap<>();
        private final List<ProcessFact> unreadable = new ArrayList<>();
        private final Budget budget = new Budget(MAX_BYTES);
        private int modules;
        private int findings;
        private boolean complete = true;

        void fail(String path, Finding<String> why) {
            found.computeIfAbsent(path, ignored -> new HashMap<>()).put(why, new ArrayList<>());
        }

        void through(List<RunningProcess> running, ModulePaths asked) {
            for (RunningProcess process : running) {
                if (process.isOfTheKernel()) {
                    continue;
                }
                try (OpenProcess open = processes.open(process.pid())) {
                    look(process, open, asked);
                } catch (Win32Failure e) {
                    if (e.code() != Win32Failure.INVALID_PARAMETER) { // the answer for a process that is gone
                        unreadable.add(fact(process));
                    }
                } catch (SpentException e) {
                    complete = false;
                    return;
                }
            }
        }

        private void look(RunningProcess process, OpenProcess open, ModulePaths asked)
                throws Win32Failure, SpentException {
            if (!open.startedAt().equals(process.startedAt())) {
                return; // another process with a number that was used again
            }
            try {
                Map<String, List<Finding<String>>> loaded = loaded(open, asked);
                ProcessFact fact = fact(process);
                loaded.forEach((path, versions) -> versions.forEach(version -> add(path, version, fact)));
            } catch (Win32Failure e) {
                if (!open.ended()) {
                    unreadable.add(fact(process));
                }
            }
        }

        private Map<String, List<Finding<String>>> loaded(OpenProcess open, ModulePaths asked)
                throws Win32Failure, SpentException {
            Map<String, List<Finding<String>>> loaded = new HashMap<>();
            List<Long> all = open.modules();
            if (all.isEmpty()) { // every program is a module of its own: this list is not filled yet, or not shown
                throw new Win32Failure(Win32Failure.INVALID_DATA, "EnumProcessModulesEx");
            }
            for (long module : all) {
                modules++;
                if (modules > MAX_MODULES) {
                    throw new SpentException();
                }
                Optional<String> path = path(open, module);
                if (path.filter(asked::mayAskFor).isPresent()) {
                    Image image = image(open, module);
                    for (String token : tokens(asked, path.get(), image.machine())) {
                        loaded.computeIfAbsent(token, ignored -> new ArrayList<>())
                                .add(image.version());
                    }
                }
            }
            return loaded;
        }

        /** One whose header does not say of how many bits it is may be either of two files. */
        private static Set<String> tokens(ModulePaths asked, String path, int machine) {
            Set<String> tokens = new TreeSet<>(asked.askedAs(path, machine == X86));
            if (machine == UNKNOWN) {
                tokens.addAll(asked.askedAs(path, true));
            }
            return tokens;
        }

        /** Empty where the module was unloaded meanwhile; any other failure hides a module and makes the process unread. */
        private Optional<String> path(OpenProcess open, long module) throws Win32Failure {
            try {
                return Optional.of(open.path(module));
            } catch (Win32Failure e) {
                if (open.modules().contains(module)) {
                    throw e;
                }
                return Optional.empty();
            }
        }

        private Image image(OpenProcess open, long module) throws Win32Failure, SpentException {
            try (ModuleMemory memory = new ModuleMemory(open, module, budget)) {
                PeImage image = PeImage.mapped(new PeBytes(memory));
                return new Image(image.machine(), PeVersionReader.fixedVersion(image));
            } catch (MalformedPeException e) {
                return new Image(UNKNOWN, PeVersionReader.malformed(e));
            } catch (UnreadableException e) {
                throw e.failure();
            } catch (SpentException e) {
                throw e;
            } catch (IOException e) {
                return new Image(UNKNOWN, Finding.error("IO", String.valueOf(e.getMessage())));
            }
        }

        private void add(String path, Finding<String> version, ProcessFact process) {
            if (findings >= MAX_FOUND) {
                complete = false;
                return;
            }
            findings++;
            found.computeIfAbsent(path, ignored -> new HashMap<>())
                    .computeIfAbsent(version, ignored -> new ArrayList<>())
                    .add(process);
        }

        LoadedModulesFact result() {
            Comparator<ProcessFact> byPid = Comparator.comparingInt(ProcessFact::pid);
            List<LoadedModule> sorted = new ArrayList<>();
            found.forEach((path, versions) -> versions.entrySet().stream()
                    .sorted(Comparator.comparing(version -> version.getKey().toString()))
                    .forEach(version -> sorted.add(new LoadedModule(
                            path,
                            version.getKey(),
                            version.getValue().stream().distinct().sorted(byPid).toList()))));
            return new LoadedModulesFact(
                    sorted, unreadable.stream().sorted(byPid).toList(), complete);
        }
    }

    /** Code is not inherited here: a process has what it loaded itself. */
    private static ProcessFact fact(RunningProcess process) {
        return new ProcessFact(
                process.pid(),
                process.name(),
                Finding.exists(process.startedAt()),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no forks on Windows"),
                Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no systemd on Windows"));
    }

    private record Image(int machine, Finding<String> version) {}
}

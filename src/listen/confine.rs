//! What the kernel takes from the worker: first all but its models, then every file.
//!
//! Promises: tells what is really in force, by asking for it and believing only the kernel's yes. Where Linux lacks a
//! part the worker runs without it and does not name it. Does not protect against the kernel itself.

use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, RestrictionStatus, Ruleset, RulesetAttr, RulesetCreatedAttr, RulesetError,
    RulesetStatus, Scope, path_beneath_rules,
};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

/// Before the models are loaded: no core dumps, no network, no other program, no file but the models.
pub fn to_one_folder(models: &Path) -> Vec<String> {
    // libtorch asks two of these which instructions the processor has, and seeds itself from the third.
    let system = ["/proc/cpuinfo", "/sys/devices/system/cpu", "/dev/urandom"].map(Path::new);
    let readable = [&[models], system.as_slice()].concat();
    let parts = [
        ("no core dumps", no_core_dumps()),
        ("no network or programs (seccomp)", refuse(NETWORK_AND_PROGRAMS)),
        ("models only (landlock)", landlock(&readable)),
    ];
    in_force(&parts)
}

/// Once they are loaded: no file at all, by two ways that do not lean on one another.
pub fn to_no_file() -> Vec<String> {
    in_force(&[("no files (seccomp)", refuse(FILES)), ("no files (landlock)", landlock(&[]))])
}

fn in_force(parts: &[(&str, bool)]) -> Vec<String> {
    parts.iter().filter(|(_, held)| *held).map(|(name, _)| (*name).to_owned()).collect()
}

/// A core dump would hold texts; a process that may not be dumped cannot be traced by its own user either.
fn no_core_dumps() -> bool {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    setrlimit(Resource::Core, none).is_ok() && set_dumpable_behavior(DumpableBehavior::NotDumpable).is_ok()
}

fn landlock(readable: &[&Path]) -> bool {
    let abi = ABI::V6;
    let rules = || -> Result<RestrictionStatus, RulesetError> {
        Ruleset::default()
            .handle_access(AccessFs::from_all(abi))?
            .handle_access(AccessNet::from_all(abi))?
            .scope(Scope::from_all(abi))?
            .create()?
            .add_rules(path_beneath_rules(readable, AccessFs::ReadFile | AccessFs::ReadDir))?
            .restrict_self()
    };
    rules().is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

const NETWORK_AND_PROGRAMS: &[libc::c_long] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    // These do what the others may not, without their names.
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_userfaultfd,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_kexec_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
];

const FILES: &[libc::c_long] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_creat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_unlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rename,
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_open_by_handle_at,
    libc::SYS_unlinkat,
    libc::SYS_renameat2,
    libc::SYS_truncate,
    libc::SYS_memfd_create,
];

/// Calls by another name for the same processor's 32-bit pointers; refused too.
const X32: libc::c_long = 0x4000_0000;

fn refuse(calls: &[libc::c_long]) -> bool {
    let rules = calls.iter().flat_map(|call| [(*call, Vec::new()), (*call | X32, Vec::new())]).collect();
    let refusal = SeccompAction::Errno(libc::EPERM as u32);
    let Ok(processor) = std::env::consts::ARCH.try_into() else { return false };
    SeccompFilter::new(rules, SeccompAction::Allow, refusal, processor)
        .and_then(BpfProgram::try_from)
        .is_ok_and(|program| apply_filter(&program).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kernel holds a thread, not the program, so each test confines one of its own.
    fn on_a_thread_of_its_own(test: impl FnOnce() + Send + 'static) {
        std::thread::spawn(test).join().unwrap();
    }

    #[test]
    fn what_is_named_is_in_force() {
        let models = std::env::temp_dir().canonicalize().unwrap();
        let inside = models.join(format!("heard-listen-{}", std::process::id()));
        std::fs::write(&inside, "weights").unwrap();
        let theirs = inside.clone();
        on_a_thread_of_its_own(move || {
            let held = to_one_folder(&models);
            let says = |part: &str| held.iter().any(|held| held.contains(part));
            assert!(says("no network"), "{held:?}");
            assert!(std::net::TcpListener::bind("127.0.0.1:0").is_err());
            assert!(std::os::unix::net::UnixStream::pair().is_err());
            assert!(std::process::Command::new("/bin/true").status().is_err());
            assert!(std::fs::read(&theirs).is_ok());
            assert_eq!(std::fs::read("/etc/passwd").is_err(), says("landlock"));
            assert_eq!(std::fs::write(&theirs, "other").is_err(), says("landlock"));
            assert!(to_no_file().iter().any(|held| held.contains("no files")));
            assert!(std::fs::read(&theirs).is_err());
        });
        on_a_thread_of_its_own(move || {
            if landlock(&[]) {
                assert!(std::fs::read(&inside).is_err());
            }
        });
    }
}

//! What uses definitions of Java beside their tree.

use liveness::{FoundTypes, Hook, Initial, Listed, Registration, RootRules, Surface};
use model::path::RepoPath;
use resolve::Manifests;

const fn by(name: &'static str, by: &'static str) -> Registration {
    Registration { name, by }
}

const fn hook(name: &'static str, by: &'static str) -> Hook {
    Hook { name, file: "", by }
}

pub(crate) static ROOTS: RootRules = RootRules {
    languages: &["java"],
    surface: Surface::Inheritable,
    registrations: &[
        by("Test", "JUnit or TestNG"),
        by("ParameterizedTest", "JUnit"),
        by("RepeatedTest", "JUnit"),
        by("TestFactory", "JUnit"),
        by("TestTemplate", "JUnit"),
        by("Nested", "JUnit"),
        by("Rule", "JUnit"),
        by("ClassRule", "JUnit"),
        by("RegisterExtension", "JUnit"),
        by("Parameters", "JUnit"),
        by("RunWith", "JUnit"),
        by("Benchmark", "JMH"),
        by("Setup", "JMH"),
        by("TearDown", "JMH"),
        by("State", "JMH"),
        by("Theory", "JUnit"),
        by("DataPoint", "JUnit"),
        by("DataPoints", "JUnit"),
        by("Bean", "Spring"),
        by("Component", "Spring"),
        by("Service", "Spring"),
        by("Repository", "Spring"),
        by("Controller", "Spring"),
        by("RestController", "Spring"),
        by("ControllerAdvice", "Spring"),
        by("RestControllerAdvice", "Spring"),
        by("Configuration", "Spring"),
        by("SpringBootApplication", "Spring"),
        by("Autowired", "Spring"),
        by("Scheduled", "Spring"),
        by("EventListener", "Spring"),
        by("ExceptionHandler", "Spring"),
        by("InitBinder", "Spring"),
        by("ModelAttribute", "Spring"),
        by("*Mapping", "Spring"),
        by("PostConstruct", "container"),
        by("PreDestroy", "container"),
        by("Inject", "container"),
        by("Provides", "Guice or Dagger"),
        by("Produces", "CDI"),
        by("Named", "container"),
        by("Singleton", "container"),
        by("Entity", "JPA"),
        by("Table", "JPA"),
        by("Embeddable", "JPA"),
        by("MappedSuperclass", "JPA"),
        by("Converter", "JPA"),
        by("PrePersist", "JPA"),
        by("PostLoad", "JPA"),
        by("Path", "JAX-RS"),
        by("GET", "JAX-RS"),
        by("POST", "JAX-RS"),
        by("PUT", "JAX-RS"),
        by("DELETE", "JAX-RS"),
        by("Provider", "JAX-RS"),
        by("WebServlet", "servlet container"),
        by("WebFilter", "servlet container"),
        by("WebListener", "servlet container"),
        by("AutoService", "ServiceLoader"),
        by("Subscribe", "event bus"),
        by("KafkaListener", "Spring"),
        by("RabbitListener", "Spring"),
        by("JsonCreator", "Jackson"),
        by("JsonProperty", "Jackson"),
        by("JsonValue", "Jackson"),
        by("XmlElement", "JAXB"),
        by("BeforeTemplate", "Refaster"),
        by("AfterTemplate", "Refaster"),
        by("BugPattern", "Error Prone"),
        by("Command", "picocli"),
    ],
    neutral: &[
        "Override",
        "Deprecated",
        "SuppressWarnings",
        "SafeVarargs",
        "FunctionalInterface",
        "Nullable",
        "NonNull",
        "NotNull",
        "Nonnull",
        "CheckForNull",
        "VisibleForTesting",
        "CanIgnoreReturnValue",
        "CheckReturnValue",
        "Beta",
        "GwtCompatible",
        "GwtIncompatible",
        "Immutable",
        "ThreadSafe",
        "NotThreadSafe",
        "GuardedBy",
        "Contract",
        "Documented",
        "Retention",
        "Target",
        "Inherited",
        "Repeatable",
        "Generated",
        "ForOverride",
        "DoNotCall",
        "InlineMe",
        "Keep",
        "SuppressFBWarnings",
        "IgnoreJRERequirement",
        "ParametersAreNonnullByDefault",
        "NullMarked",
        "NullUnmarked",
        "ApiStatus",
        "Internal",
        "Experimental",
        "FormatMethod",
        "MustBeClosed",
        "Disabled",
        "Ignore",
        "DisplayName",
        "Timeout",
        "Tag",
        "Order",
        "Transactional",
        "Unmodifiable",
        "GwtNative",
    ],
    // A library registers what it is by name when it is loaded.
    heads: &[" native "],
    implicit_members: &[
        "toString",
        "equals",
        "hashCode",
        "clone",
        "finalize",
        "compareTo",
        "readObject",
        "writeObject",
        "readResolve",
        "writeReplace",
        "readObjectNoData",
        "readExternal",
        "writeExternal",
        "serialVersionUID",
        "serialPersistentFields",
        "fillInStackTrace",
        "getMessage",
        "getLocalizedMessage",
        "getCause",
        "printStackTrace",
        "getStackTrace",
        "setStackTrace",
        "initCause",
        "annotationType",
    ],
    hooks: &[
        hook("serialVersionUID", "serialisation"),
        hook("suite", "JUnit"),
        hook("premain", "JVM"),
        hook("agentmain", "JVM"),
    ],
    quiet_bases: &[
        "Serializable",
        "Cloneable",
        "Object",
        "Record",
        "Enum",
        "Annotation",
        "RandomAccess",
        "Exception",
        "RuntimeException",
        "IllegalArgumentException",
        "IllegalStateException",
        "Throwable",
        "Error",
        "IOException",
    ],
    overloads: true,
    initial: Initial::WithType,
    found_types: FoundTypes::InTests,
    plain_of_types: &[
        "getName",
        "getSimpleName",
        "getCanonicalName",
        "getTypeName",
        "getPackage",
        "getPackageName",
        "getModule",
        "getResource",
        "getResourceAsStream",
        "getClassLoader",
        "getProtectionDomain",
        "getModifiers",
        "getSuperclass",
        "getEnumConstants",
        "getComponentType",
        "isInstance",
        "isAssignableFrom",
        "isInterface",
        "isArray",
        "isEnum",
        "isAnnotationPresent",
        "getAnnotation",
        "cast",
        "asSubclass",
        "desiredAssertionStatus",
        "equals",
        "hashCode",
        "toString",
        "getLogger",
        "getLog",
        "noneOf",
        "allOf",
        "EnumMap",
        "valueOf",
        "assertThrows",
        "assertThrowsExactly",
        "assertInstanceOf",
        "isInstanceOf",
        "isExactlyInstanceOf",
        "hasCauseInstanceOf",
        "isEqualTo",
        "assertEquals",
        "assertSame",
        "assertNotNull",
        "instanceOf",
        "requireNonNull",
        "checkNotNull",
        "println",
        "format",
    ],
    data: crate::roots::DATA,
    implicit_this: true,
    look_ups: &[],
    foreign: &[".kt", ".kts", ".groovy", ".scala", ".jsp", ".jspx", ".clj", ".jj", ".jjt", ".g4", ".ftl"],
    ..RootRules::NONE
};

/// What a build file makes is taken for a library; classes that resources name are begun with: `META-INF/services`, `spring.factories` and their like.
pub(crate) fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool, listed: &mut Listed) {
    for name in [
        "pom.xml",
        "build.gradle",
        "build.gradle.kts",
        "build.xml",
        "BUILD",
        "BUILD.bazel",
        "module-info.java",
    ] {
        let directories = manifests.named(name);
        listed.libraries.extend(directories.iter().map(|path| path.parent().unwrap_or("").to_owned()));
    }
    let is_resource =
        |path: &RepoPath| path.as_str().contains("META-INF/") && path.file_name() != "MANIFEST.MF";
    for path in manifests.named("*").into_iter().filter(is_resource) {
        for (source, class) in classes_in(manifests, &path) {
            if has_file(source.as_str()) {
                listed.entries.push((source, class, path.to_string()));
            }
        }
    }
}

/// The classes that a resource may name, each with the file that it would be in: Maven and Gradle keep sources beside resources.
fn classes_in(manifests: &dyn Manifests, resource: &RepoPath) -> Vec<(RepoPath, String)> {
    let Some((before, _)) = resource.as_str().split_once("META-INF/") else { return Vec::new() };
    let sources = before.strip_suffix("resources/").map_or(before.to_owned(), |root| format!("{root}java/"));
    let text = manifests.read(resource).unwrap_or_default();
    let is_name = |character: char| character.is_alphanumeric() || "._$".contains(character);
    let names = text.split(|character| !is_name(character)).filter(|name| name.contains('.'));
    let class = |name: &str| {
        let outer = name.split('$').next()?;
        let file = RepoPath::new(&format!("{sources}{}.java", outer.replace('.', "/")))?;
        let class = name.rsplit('.').next()?;
        Some((file, class.replace('$', ".")))
    };
    names.filter_map(class).collect()
}

//! Names of projects in the manifests of Maven and Gradle.

use extract::Manifest;

/// The strongest first.
pub(super) const MANIFESTS: &[Manifest] = &[
    Manifest { file_name: "pom.xml", package: artifact_id },
    Manifest { file_name: "settings.gradle", package: root_project_name },
    Manifest { file_name: "settings.gradle.kts", package: root_project_name },
    Manifest { file_name: "build.gradle", package: root_project_name },
    Manifest { file_name: "build.gradle.kts", package: root_project_name },
];

/// The `artifactId` right below `project`: those of the parent and of dependencies stand deeper.
fn artifact_id(pom: &str) -> Option<String> {
    let mut depth = 0;
    let mut rest = pom;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let end = tag_end(tag)?;
        let inside = tag.get(1..end.checked_sub(1)?)?;
        rest = &tag[end..];
        if inside.starts_with('/') {
            depth -= 1;
        } else if !inside.starts_with(['!', '?']) && !inside.ends_with('/') {
            if depth == 1 && inside.trim() == "artifactId" {
                return text(rest);
            }
            depth += 1;
        }
    }
    None
}

/// Where the tag, comment or character data at the start of `tag` ends.
fn tag_end(tag: &str) -> Option<usize> {
    let close = match tag {
        _ if tag.starts_with("<!--") => "-->",
        _ if tag.starts_with("<![CDATA[") => "]]>",
        _ => ">",
    };
    tag.find(close).map(|at| at + close.len())
}

fn text(rest: &str) -> Option<String> {
    let name = rest.split('<').next()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// The literal in `rootProject.name = "x"`.
fn root_project_name(script: &str) -> Option<String> {
    script.lines().find_map(|line| {
        let assigned = line.trim().strip_prefix("rootProject.name")?.trim_start().strip_prefix('=')?;
        let quoted = assigned.trim_start();
        let quote = quoted.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let name = quoted[1..].split(quote).next()?;
        (!name.is_empty() && !name.contains('$')).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{artifact_id, root_project_name};

    #[test]
    fn a_pom_is_named_by_its_own_artifact() {
        let pom = "<?xml version='1.0'?><!-- <artifactId>no</artifactId> --><project xmlns=\"x\">\n\
                   <parent><artifactId>above</artifactId></parent><packaging/>\n\
                   <artifactId> own </artifactId><dependencies/></project>";
        assert_eq!(artifact_id(pom).as_deref(), Some("own"));
        assert_eq!(artifact_id("<project><parent><artifactId>a</artifactId></parent></project>"), None);
        assert_eq!(artifact_id("<project><artifactId>a"), Some("a".to_owned()));
        assert_eq!(artifact_id("<project><!-- "), None);
    }

    #[test]
    fn gradle_names_the_root_project_by_a_literal() {
        assert_eq!(root_project_name("rootProject.name = 'shop'\n").as_deref(), Some("shop"));
        assert_eq!(root_project_name("  rootProject.name=\"shop\"").as_deref(), Some("shop"));
        assert_eq!(root_project_name("rootProject.name = \"$x\""), None);
        assert_eq!(root_project_name("include 'a'"), None);
    }
}

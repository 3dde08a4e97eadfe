using Marketplace.Testing;

namespace Marketplace.House.Tests;

/// <summary>The files that were written here, without what the build and other tools write.</summary>
static class Sources
{
    static readonly string[] NotOurs = ["bin", "obj", ".git", ".data", "Migrations", "TestResults", "node_modules"];

    public static IEnumerable<string> Files(string pattern, params string[] folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Intersect(NotOurs).Any());

    public static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);
}

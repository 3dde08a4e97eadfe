namespace Marketplace.Testing;

/// <summary>The files of this repository, for tests that read them.</summary>
public static class Repository
{
    /// <summary>The folder with Marketplace.sln in it.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The path of a file or folder from the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Marketplace.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from a checkout: no folder above has Marketplace.sln.");
    }
}

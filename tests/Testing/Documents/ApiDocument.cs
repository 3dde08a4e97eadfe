using System.Text.Json;

namespace Marketplace.Testing.Documents;

/// <summary>An operation of an OpenAPI document that is checked in.</summary>
/// <param name="Document">All of the document, for its references.</param>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Content">What the document says of it.</param>
public sealed record ApiOperation(JsonElement Document, string Method, string Path, JsonElement Content)
{
    readonly string[] _segments = Path.Split('/');

    public string Id { get; } = Content.GetProperty("operationId").GetString()!;

    /// <summary>How many of the path's segments are fixed; -1 when it is no path of this operation.</summary>
    internal int FixedSegmentsOf(string[] segments)
    {
        if (segments.Length != _segments.Length)
        {
            return -1;
        }

        var isFixed = 0;
        for (var i = 0; i < segments.Length; i++)
        {
            if (string.Equals(_segments[i], segments[i], StringComparison.OrdinalIgnoreCase))
            {
                isFixed++;
            }
            else if (!_segments[i].StartsWith('{') || segments[i].Length == 0)
            {
                return -1;
            }
        }

        return isFixed;
    }
}

/// <summary>The OpenAPI documents of contracts/http.</summary>
public static class ApiDocument
{
    /// <summary>The prefixes of the five services, which are the names of their documents.</summary>
    public static IReadOnlyList<string> Services { get; } = ["catalog", "units", "ordering", "logistics", "credits", "accounts"];

    static readonly Lazy<IReadOnlyList<ApiOperation>> Read = new(() =>
        [.. Services.SelectMany(service => OperationsOf(JsonElement.Parse(File.ReadAllText(PathOf(service)))))]);

    /// <summary>The operations of all five.</summary>
    public static IReadOnlyList<ApiOperation> Operations => Read.Value;

    /// <summary>Where the document of a service is.</summary>
    public static string PathOf(string service) => Repository.PathOf("contracts", "http", $"{service}.json");

    /// <summary>The operation that answers such a request; null when no document has it.</summary>
    public static ApiOperation? Find(string method, string path)
    {
        var segments = path.TrimEnd('/').Split('/');
        return Operations.Where(operation => operation.Method == method)
            .Select(operation => (Operation: operation, Fixed: operation.FixedSegmentsOf(segments)))
            .Where(found => found.Fixed >= 0).OrderByDescending(found => found.Fixed).Select(found => found.Operation).FirstOrDefault();
    }

    static IEnumerable<ApiOperation> OperationsOf(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ApiOperation(document, operation.Name.ToUpperInvariant(), path.Name, operation.Value);
}

using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using Marketplace.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;
using Xunit;

namespace Marketplace.EndToEnd.Tests.Newcomer;

/// <summary>
/// Clients that NSwag generates from the documents that the services serve, compiled together with the program that uses them. Nothing of
/// ours is referenced: whoever writes to the marketplace from outside has no more than this.
/// </summary>
static class GeneratedClients
{
    const string Form = "multipart/form-data";

    static readonly string ProgramPath = Repository.PathOf("tests", "EndToEnd.Tests", "Newcomer", "Program.cs");

    static readonly Lazy<MetadataReference[]> Platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Generates and compiles; a warning of the compiler counts as a fault, as it would to a careful newcomer.</summary>
    /// <param name="documents">The OpenAPI documents by the names of their services.</param>
    /// <returns>The type Program of Newcomer/Program.cs.</returns>
    public static async Task<Type> CompileAsync(IReadOnlyDictionary<string, string> documents, CancellationToken ct)
    {
        var sources = new List<string> { await File.ReadAllTextAsync(ProgramPath, ct) };
        foreach (var (service, document) in documents)
        {
            sources.Add(await GenerateAsync(service, document, withForms: true, ct));
            if (document.Contains(Form, StringComparison.Ordinal))
            {
                // A generated method sends a body of one kind: whoever wants to send the file itself leaves the form out of its copy.
                sources.Add(await GenerateAsync(service, document, withForms: false, ct));
            }
        }

        var compilation = CSharpCompilation.Create(
            "Newcomer",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, cancellationToken: ct)),
            Platform.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, cancellationToken: ct);
        var faults = result.Diagnostics.Where(fault => fault.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning);
        Assert.True(result.Success && !faults.Any(), string.Join(Environment.NewLine, faults.Take(20)));
        assembly.Position = 0;
        return new AssemblyLoadContext("newcomer").LoadFromStream(assembly).GetType("Newcomer.Program", throwOnError: true)!;
    }

    static async Task<string> GenerateAsync(string service, string document, bool withForms, CancellationToken ct)
    {
        var parsed = await OpenApiDocument.FromJsonAsync(document, ct);
        if (!withForms)
        {
            foreach (var path in parsed.Paths.ToList())
            {
                if (path.Value.Values.All(operation => operation.RequestBody?.Content.Remove(Form) is not true))
                {
                    parsed.Paths.Remove(path.Key);
                }
            }
        }

        var name = char.ToUpperInvariant(service[0]) + service[1..];
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = name + "Client",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
        };
        settings.CSharpGeneratorSettings.Namespace = $"Newcomer.{(withForms ? "" : "Files.")}{name}";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        settings.CSharpGeneratorSettings.GenerateNullableReferenceTypes = true;
        settings.CSharpGeneratorSettings.DateType = typeof(DateOnly).FullName!;
        settings.CSharpGeneratorSettings.DateTimeType = typeof(DateTimeOffset).FullName!;
        return new CSharpClientGenerator(parsed, settings).GenerateFile();
    }

    /// <summary>A method of the program, called with what a newcomer has: clients, ids, files. A problem fails with what it says.</summary>
    public static async Task<string> RunAsync(Type program, string method, params object[] arguments)
    {
        try
        {
            return await (Task<string>)program.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments)!;
        }
        catch (Exception refused) when (refused.GetType().GetProperty("Result") is { } result)
        {
            throw new InvalidOperationException(JsonSerializer.Serialize(result.GetValue(refused)), refused);
        }
    }
}

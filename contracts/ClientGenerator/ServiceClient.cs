using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Marketplace.ClientGenerator;

/// <summary>
/// The client of one service: a method for each operation of its document, and the types of what is sent and answered. Refusals are thrown
/// as ServiceException, which is written by hand.
/// </summary>
static class ServiceClient
{
    const string Form = "multipart/form-data";

    /// <param name="service">The name of the document, such as "ordering".</param>
    /// <param name="document">OpenAPI as JSON.</param>
    /// <returns>The source of Marketplace.Client.Ordering.OrderingClient and its types.</returns>
    public static async Task<string> GenerateAsync(string service, string document)
    {
        var parsed = await OpenApiDocument.FromJsonAsync(document);
        foreach (var operation in parsed.Operations)
        {
            // A generated method sends a body of one kind; a file is sent as it is, and not in a form.
            operation.Operation.RequestBody?.Content.Remove(Form);
        }

        var name = char.ToUpperInvariant(service[0]) + service[1..];
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = $"{name}Client",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
            GenerateExceptionClasses = false,
            ExceptionClass = "ServiceException",
            AdditionalNamespaceUsages = ["Marketplace.Client"],
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
        };
        var types = settings.CSharpGeneratorSettings;
        types.Namespace = $"Marketplace.Client.{name}";
        types.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        types.GenerateNullableReferenceTypes = true;
        types.DateType = typeof(DateOnly).FullName!;
        types.DateTimeType = typeof(DateTimeOffset).FullName!;
        // Members say it of themselves; lists of terms, such as the marks of an entry, can't.
        types.JsonConverters = ["System.Text.Json.Serialization.JsonStringEnumConverter"];
        return new CSharpClientGenerator(parsed, settings).GenerateFile();
    }
}

using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Marketplace.Platform.Web;

/// <summary>Endpoint metadata: describes parameters and answers that no signature tells, because they follow from a declaration.</summary>
public interface IDescribesOperation
{
    /// <summary>Completes the description of the operation; called after everything else.</summary>
    void Describe(OpenApiOperation operation, OperationFilterContext context);
}

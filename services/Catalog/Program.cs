using Marketplace.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Hosting;

var host = ServiceHost.Create(args, CatalogService.Name, typeof(OrderSubmitted).Assembly);
host.AddCatalog();
return await host.RunAsync(app => app.MapCatalog());
